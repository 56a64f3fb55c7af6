"""The companion documents (giấy tờ kèm theo): what the steps of QT.CTCL call for beside its forms.

A companion is declared in the words of a form, one file each, and prints on one Word file of
`templates_docx/companions/`. It has no stages of its own: a move of the form it accompanies fills
and issues it.
"""
