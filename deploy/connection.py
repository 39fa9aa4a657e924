"""Says, as lines for a shell, where this installation keeps things; backup.sh and restore.sh begin with it."""

import shlex
import sys
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from mou_tracker import environment

try:
    database = environment.database()
except ImproperlyConfigured as error:
    sys.exit(str(error))
if not database["ENGINE"].endswith("postgresql"):
    sys.exit("DATABASE_URL names no PostgreSQL database; these scripts are for PostgreSQL.")

variables = {
    "PGDATABASE": database["NAME"],
    "PGHOST": database["HOST"],
    "PGPORT": database["PORT"],
    "PGUSER": database["USER"],
    "PGPASSWORD": database["PASSWORD"],
    "PGSSLMODE": database["OPTIONS"].get("sslmode"),
    "PGSSLROOTCERT": database["OPTIONS"].get("sslrootcert"),
    "MEDIA_ROOT": environment.BASE_DIR / environment.text("MEDIA_ROOT", default="media"),
}
for name, value in variables.items():
    if value:
        print(f"export {name}={shlex.quote(str(value))}")
