// Makes logging quicker: rows to add, photos made smaller on the phone. Every form works without it.
(() => {
  // Rows: the button copies the empty one; the form's own count says how many came.
  for (const rows of document.querySelectorAll("[data-rows]")) {
    const count = rows.querySelector(`[name="${rows.dataset.rows}-TOTAL_FORMS"]`);
    const template = rows.querySelector("template");
    const button = rows.querySelector("[data-add-row]");
    const add = () => {
      const row = template.content.firstElementChild.cloneNode(true);
      for (const one of row.querySelectorAll("[name], [id], [for], [aria-describedby]")) {
        for (const name of ["name", "id", "for", "aria-describedby"]) {
          if (one.hasAttribute(name)) one.setAttribute(name, one.getAttribute(name).replace("__prefix__", count.value));
        }
      }
      template.before(row);
      count.value = Number(count.value) + 1;
      return row;
    };
    button.hidden = false;
    button.addEventListener("click", () => add().querySelector("input, select").focus());
    rows.addEventListener("rows:wanted", (event) => { while (Number(count.value) < event.detail) add(); });
  }

  // Photos of a phone are many times larger than anyone reads; the server judges whatever comes all the same.
  const LONGEST = 2000, LARGE = 400 * 1024, QUALITY = 0.82;
  const smaller = async (file) => {
    if (!/^image\/(jpeg|png|webp)$/.test(file.type) || file.size < LARGE) return file;
    try {
      const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
      const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(picture.width * scale);
      canvas.height = Math.round(picture.height * scale);
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
      if (!blob || blob.size >= file.size) return file;
      return new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg", lastModified: file.lastModified });
    } catch { return file; }
  };
  for (const input of document.querySelectorAll("input[type=file][data-photos]")) {
    const note = document.querySelector(`[data-photos-note="${input.id}"]`);
    let working = null;
    input.addEventListener("change", () => {
      if (typeof DataTransfer === "undefined" || typeof createImageBitmap === "undefined") return;
      const chosen = [...input.files];
      working = Promise.all(chosen.map(smaller)).then((files) => {
        if (files.every((file, at) => file === chosen[at])) return;
        const transfer = new DataTransfer();
        for (const file of files) transfer.items.add(file);
        input.files = transfer.files;
        input.dispatchEvent(new Event("files:smaller"));
        const size = (list) => (list.reduce((sum, file) => sum + file.size, 0) / 2 ** 20).toFixed(1);
        if (note) note.textContent = note.dataset.said.replace("{before}", size(chosen)).replace("{after}", size(files));
      }).finally(() => { working = null; });
    });
    input.form.addEventListener("submit", (event) => {
      if (!working) return;
      event.preventDefault();
      working.then(() => input.form.requestSubmit(event.submitter));
    });
  }

  // Ctrl+Enter saves from any field.
  document.addEventListener("keydown", (event) => {
    const form = event.target.form;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && form && form.method === "post") {
      event.preventDefault();
      form.requestSubmit(form.querySelector(".savebar .filled"));
    }
  });
})();
