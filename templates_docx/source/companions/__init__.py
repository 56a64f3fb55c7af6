"""Builds the Word files of the companion documents, forms-spec section 7, one module each."""
