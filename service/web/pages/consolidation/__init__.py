"""The pages of consolidated lists (danh sách tổng hợp), O-01."""
