"""Which HTTP status an error of the workflow is told with, the same at both doors."""

from service.workflow import errors
from service.workflow.people_sheets.errors import SheetTooLarge

STATUS: dict[type[Exception], int] = {
    errors.NotAllowed: 403,
    errors.NotFound: 404,
    errors.Stale: 409,
    errors.WrongStage: 409,
    errors.FieldErrors: 422,
    errors.ReasonMissing: 422,
    errors.SignInRefused: 422,
    errors.TooManyTries: 429,
    errors.DocumentNotProved: 500,
    errors.DossierUnsound: 500,
    errors.FileAltered: 500,
    errors.FileMissing: 500,
    errors.TemplateUnusable: 503,
    errors.DatabaseBusy: 503,
    errors.DatabaseUnreachable: 503,
    errors.PdfError: 503,
    errors.DiskFull: 507,
    SheetTooLarge: 413,
    errors.WorkflowError: 422,
}
