"""Reading and replacing a configuration file: never half, never over somebody else's change, never wider to read."""

import os
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from lighton_mcp.setup import SetupRefused

_BOM: Final = b"\xef\xbb\xbf"
# A new file may come to hold keys.
_PRIVATE: Final = 0o600


@dataclass(frozen=True, slots=True)
class ConfigFile:
    """A file as it was read; `raw` is None where there is none."""

    path: Path
    raw: bytes | None

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a file, or find that there is none; a symbolic link is followed, so that writing keeps it.

        Raises:
            SetupRefused: it cannot be read.

        """
        try:
            path = path.resolve()
            return cls(path, path.read_bytes())
        except FileNotFoundError:
            return cls(path, None)
        except OSError as wrong:
            raise SetupRefused(f"it cannot be read ({wrong.strerror})") from None

    @property
    def text(self) -> str:
        """The file's text, without a byte order mark.

        Raises:
            SetupRefused: it is not UTF-8.

        """
        raw = self.raw or b""
        try:
            return raw.decode("utf-8-sig")
        except UnicodeDecodeError as wrong:
            line = raw.count(b"\n", 0, wrong.start) + 1
            raise SetupRefused(f"line {line}: it is not UTF-8 text") from None

    @property
    def backup(self) -> Path:
        """Where the file stands as it was before the last change."""
        return self.path.with_name(f"{self.path.name}.lighton-mcp.bak")

    def replace(self, text: str) -> None:
        """Write the text, after a backup of what stands there, with the same mode and byte order mark.

        Raises:
            SetupRefused: the file was changed meanwhile, or cannot be written.

        """
        self._refuse_if_changed()
        try:
            mode = _PRIVATE
            if self.raw is not None:
                mode = stat.S_IMODE(self.path.stat().st_mode)
                _write(self.backup, self.raw, mode)
            self.path.parent.mkdir(parents=True, exist_ok=True)
            bom = _BOM if (self.raw or b"").startswith(_BOM) else b""
            _write(self.path, bom + text.encode(), mode)
        except OSError as wrong:
            raise SetupRefused(f"it cannot be written ({wrong.strerror})") from None

    def restore(self) -> None:
        """Put the backup in the file's place; without a backup there was no file, so remove it.

        Raises:
            SetupRefused: the file was changed meanwhile, or cannot be written.

        """
        self._refuse_if_changed()
        try:
            if self.backup.exists():
                self.backup.replace(self.path)
            else:
                self.path.unlink()
        except OSError as wrong:
            raise SetupRefused(f"it cannot be written ({wrong.strerror})") from None

    def _refuse_if_changed(self) -> None:
        # The question waits for a person, and Claude Code writes its file while it runs.
        if ConfigFile.read(self.path).raw != self.raw:
            raise SetupRefused("it was changed by another program meanwhile: run this again")


def _write(path: Path, content: bytes, mode: int) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(mode)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
