"""The consolidated list (danh sách tổng hợp): many slips moved by one paper, O-01."""
