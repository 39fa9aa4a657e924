"""Form keys that were used: by them a double click makes one thing."""

from django.db import models


class UsedFormKey(models.Model):
    """A form that was carried out, and the page its sender was led to."""

    key = models.UUIDField()
    user = models.ForeignKey("plans.User", models.CASCADE, related_name="+")
    led_to = models.CharField(max_length=500, blank=True)
    used_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="form_key_is_used_once", fields=["user", "key"])]

    def __str__(self) -> str:
        return str(self.key)
