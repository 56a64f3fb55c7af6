"""The lists of QT.CTCL that a slip chooses from: sources, signs of need, ways to treat."""

from service.formkit.fields import option

OTHER_SOURCE = option("other", "Nguồn khác", "Another source")
OTHER_WAY = option("other", "hình thức khác", "another way")
LATER_DATE = option("date", "Gia hạn", "A later date")
"""The options that leave something open, which another field then says."""

# The twelve kinds of 5.1b, not exhaustive: the list ends with "another source".
KINDS_OF_SOURCE = (
    option("nonconforming_activity", "Hoạt động chức năng không phù hợp", "Nonconforming activity"),
    option("customer_feedback", "Ý kiến phản hồi của khách hàng", "Customer feedback"),
    option("internal_audit", "Đánh giá nội bộ", "Internal audit"),
    option("review_decision", "Quyết định sau họp xem xét của lãnh đạo", "Review decision"),
    option("data_analysis", "Phân tích dữ liệu, giám sát quá trình", "Data analysis, monitoring"),
    option("process_result", "Kết quả thực hiện các quá trình", "Process results"),
    option("conformity_result", "Kết quả xác định sự phù hợp", "Results of conformity checks"),
    option("qms_record", "Hồ sơ của hệ thống quản lý chất lượng", "QMS records"),
    option("past_action", "Kết quả hành động khắc phục trước đó", "Past corrective actions"),
    option("interested_party", "Thông tin của các bên liên quan (cải tiến)", "Interested parties"),
    option("lesson", "Bài học kinh nghiệm (cải tiến)", "Lessons learned (improvement)"),
    option("risk_analysis", "Kết quả phân tích rủi ro", "Risk analysis"),
    OTHER_SOURCE,
)

# The eight signs of 5.2.1.
SIGNS = (
    option(
        "threatens_objectives",
        "Có nguy cơ không đạt mục tiêu, chính sách chất lượng",
        "Threatens objectives or policy",
    ),
    option("repetitive", "Có tính chất lặp lại", "Repetitive"),
    option("severe", "Gây hậu quả nặng, mức độ lớn", "Severe or large"),
    option(
        "consecutive_records",
        "Lập hồ sơ quá 03 lần liên tiếp cho cùng nội dung tại cùng đơn vị",
        "More than 03 consecutive records of the same content in the same unit",
    ),
    option("qms_effectiveness", "Nâng cao hiệu quả, hiệu lực của HTQLCL", "QMS effectiveness"),
    option("customer_satisfaction", "Nâng cao sự thỏa mãn của khách hàng", "Customer satisfaction"),
    option(
        "change",
        "Thay đổi cơ cấu tổ chức, phạm vi, hoạt động chức năng",
        "Change of structure, scope or function",
    ),
    option("opportunity", "Cơ hội cải tiến", "Improvement opportunity"),
)

# The ways to treat a nonconforming service, 5.1 ("như": the list is open).
DISPOSITIONS = (
    option("rework", "làm lại", "rework"),
    option("repair", "sửa chữa, khắc phục", "repair or correct"),
    option("accept", "chấp nhận", "accept"),
    option("reject", "loại bỏ", "reject"),
    OTHER_WAY,
)

# What one may ask the ISO board for in difficulty, 5.5.
CHANGES = (
    option("resources", "Bổ sung nguồn lực", "More resources"),
    option("measure", "Thay đổi biện pháp", "Another measure"),
    LATER_DATE,
)

DECISIONS = (
    option("agreed", "Đồng ý", "Agreed"),
    option("refused", "Không đồng ý", "Refused"),
)

# The six bones of Ishikawa's diagram in an office's words.
FISHBONE = (
    option("people", "Con người", "People"),
    option("method", "Quy trình, phương pháp", "Method"),
    option("equipment", "Thiết bị, phần mềm", "Equipment, software"),
    option("information", "Thông tin, tài liệu", "Information"),
    option("measurement", "Theo dõi, đo lường", "Measurement"),
    option("environment", "Môi trường làm việc", "Environment"),
)
