"""How a command fails: one sentence in both languages, an exit code, never a traceback."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from service.formkit.labels import FieldErrors, Label
from service.formkit.strict_json import NotJson
from service.settings import SettingWrong


class Failed(Exception):
    """A command cannot do what was asked; `sentence` says why and what to do."""

    def __init__(self, vi: str, en: str, exit_code: int = 2) -> None:
        super().__init__(vi)
        self.sentence = f"{vi} ({en})"
        self.exit_code = exit_code


def sentence_for(error: Exception) -> Label:
    """Return the one sentence that tells a clerk about a named error."""
    if isinstance(error, FieldErrors):
        return Label(
            "; ".join(
                f"{path or 'biểu mẫu'}: {labels[0].vi}" for path, labels in error.faults.items()
            ),
            "; ".join(f"{path or 'form'}: {labels[0].en}" for path, labels in error.faults.items()),
        )
    label = getattr(error, "label", None)
    return label if isinstance(label, Label) else Label(str(error), str(error))


@contextmanager
def one_sentence() -> Iterator[None]:
    """Turn the errors the house names, and the file system's, into `Failed`."""
    from service.documents.errors import DocumentError
    from service.documents.pdf.errors import PdfError
    from service.formkit.catalogue import FormBroken

    try:
        yield
    except SettingWrong as error:
        raise Failed(f"Cài đặt chưa đúng: {error}.", f"A setting is wrong: {error}.") from error
    except FormBroken as error:
        raise Failed(f"Biểu mẫu bị lỗi: {error}.", f"A form is broken: {error}.") from error
    except (DocumentError, PdfError, FieldErrors, NotJson) as error:
        label = sentence_for(error)
        raise Failed(label.vi, label.en) from error
    except OSError as error:
        name = error.filename or ""
        reason = error.strerror or str(error)
        raise Failed(
            f"Không đọc hoặc ghi được tệp {name}: {reason}.", f"Cannot read or write: {reason}."
        ) from error


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file; raises Failed when it is not there."""
    if not path.is_file():
        raise Failed(f"Không có tệp {path}.", f"There is no file {path}.")
    return path.read_bytes()
