"""Operations on the record list: bundles and saved views."""
