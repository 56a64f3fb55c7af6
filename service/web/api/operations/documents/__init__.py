"""Operations on forms and their papers: blank, draft, issued; read back."""
