"""The command that draws a form's stages from its table of moves."""

from pathlib import Path

import click

from service.cli.errors import Failed, one_sentence


@click.command()
@click.argument("form")
@click.option("-o", "--output", "out", required=True, type=click.Path(path_type=Path))
@click.option("--language", type=click.Choice(["vi", "en"]), default="vi", help="Ngôn ngữ.")
def stages(form: str, out: Path, language: str) -> None:
    """Vẽ các bước của biểu mẫu FORM thành tệp SVG, từ chính bảng chuyển bước."""
    with one_sentence():
        from service.formkit.catalogue import Catalogue
        from service.settings import Settings
        from service.workflow.moves.stage_diagram import stage_picture

        found = Catalogue.load(Settings.from_environment().forms_folders).get(form)
        if found is None:
            raise Failed(f"Không có biểu mẫu {form}.", f"There is no form {form}.")
        out.write_text(stage_picture(found, language), encoding="utf-8")
