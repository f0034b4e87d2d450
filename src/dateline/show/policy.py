"""What a page may do: use its own style and script, and nothing else."""

import base64
import hashlib


def content_policy(css: str, script: str | None = None) -> str:
    """Return the Content-Security-Policy of a page that holds this style and this script, or none."""
    scripts = f"script-src '{_digest(script)}'; " if script else ""
    return (
        f"default-src 'none'; style-src '{_digest(css)}'; {scripts}"
        "base-uri 'none'; form-action 'none'"
    )


def _digest(words: str) -> str:
    """Return the hash by which the policy knows the page's own style and script."""
    return "sha256-" + base64.b64encode(hashlib.sha256(words.encode()).digest()).decode()
