"""The columns of the Excel sheet that people are entered from, and how offices call them."""

from service.archive.sheets.heads import Head, Wanted

TITLES = {
    "username": "Tên đăng nhập",
    "full_name": "Họ và tên",
    "title": "Chức vụ",
    "unit_name": "Đơn vị",
    "abbreviation": "Viết tắt đơn vị",
    "roles": "Vai trò",
    "email": "Thư điện tử",
}
MAIL_COLUMN = TITLES["email"]
"""For offices that send mail; a sheet without it is taken as it is."""

COLUMNS = tuple(title for title in TITLES.values() if title != MAIL_COLUMN)
OPTIONAL = frozenset({"email", "abbreviation"})
"""A sheet may lack them; a unit's abbreviation is asked for when the unit is new."""
WHO = frozenset({"username", "full_name", "title", "email"})
"""Columns that say who; a row with none of them only offers a unit and role to fill in."""
CODES = frozenset({"username", "abbreviation"})
"""Columns in which a number is a name like any other."""

_ALSO = {
    "username": (
        "Tên tài khoản",
        "Tài khoản",
        "Tài khoản đăng nhập",
        "Tên người dùng",
        "Username",
        "User name",
        "User",
        "Login",
        "Account",
    ),
    "full_name": (
        "Họ tên",
        "Họ và tên đầy đủ",
        "Họ và tên cán bộ",
        "Họ tên cán bộ",
        "Họ và tên người dùng",
        "Họ và tên công chức",
        "Họ và tên CBCC",
        "Tên cán bộ",
        "Tên",
        "Full name",
        "Name",
    ),
    "title": ("Chức danh", "Chức vụ, chức danh", "Chức danh, chức vụ", "Title", "Position"),
    "unit_name": (
        "Tên đơn vị",
        "Đơn vị công tác",
        "Phòng ban",
        "Phòng, ban",
        "Phòng ban, đơn vị",
        "Phòng, đơn vị",
        "Đơn vị, phòng ban",
        "Phòng",
        "Bộ phận",
        "Unit",
        "Department",
    ),
    "abbreviation": (
        "Tên viết tắt đơn vị",
        "Tên viết tắt",
        "Viết tắt",
        "Ký hiệu đơn vị",
        "Ký hiệu",
        "Mã đơn vị",
        "Unit abbreviation",
        "Abbreviation",
    ),
    "roles": ("Các vai trò", "Vai trò trong hệ thống", "Quyền", "Roles", "Role"),
    "email": (
        "Email",
        "E-mail",
        "Địa chỉ email",
        "Địa chỉ thư điện tử",
        "Hộp thư điện tử",
        "Hộp thư",
        "Thư điện tử công vụ",
        "Email công vụ",
        "Mail",
        "Email address",
    ),
}
WANTED = Wanted(
    tuple(Head(n, title, _ALSO[n], needed=n not in OPTIONAL) for n, title in TITLES.items()),
    telling=WHO,
)
