"""What is asked: one official form a file, declarations only.

To add a form, put three things in place and edit nothing else:

1. `forms/<key>.py` with `FORM = Form(key="<key>", code="BM.…", …)` in the words of
   `service.formkit`: boxes with their fields, stages, moves, retention; `rules` for what must
   hold between fields, `warnings` for what is only told, `features` for what only some forms
   have (service/formkit/features).
2. `templates_docx/<code>.docx`, a Word file whose content controls are tagged with the field
   names (templates_docx/README.md; `ctcl check` compares the two).
3. `samples/<key>/filled.json`, `hard.json` and `expected.txt`.

To add a field, add one line to the form, one control to the Word file, one value to the sample.
"""
