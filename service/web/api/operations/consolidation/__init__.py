"""Operations on consolidated lists (danh sách tổng hợp), O-01."""
