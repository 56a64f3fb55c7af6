"""An answer that lasts: a page that tells how far the work is, and goes on as what comes of it.

It needs no script and asks for nothing a second time, for what comes of the work may be shown only
once. The browser shows the last step that has come, and none once the answer itself has come.
"""

from collections.abc import Generator, Iterator

from flask import Response, current_app, make_response, render_template, stream_with_context
from flask.typing import ResponseReturnValue

from service.workflow.people_sheets.import_people import Progress

Work = Generator[Progress, None, ResponseReturnValue]


def as_it_goes(work: Work, title: str) -> ResponseReturnValue:
    """Return the work's answer; of a work that tells how far it is, the page that passes it on.

    Such a page is 200 whatever comes of the work, as its head has gone out before.
    """
    try:
        begun = next(work)
    except StopIteration as end:
        answer: ResponseReturnValue = end.value
        return answer
    # The frame asks the database, which the work holds later on.
    page = render_template("administration/entering.html", title=title, step=begun)
    head = page.partition("</main>")[0].rpartition("</section>")[0]
    told = stream_with_context(_page(head, work))
    # A proxy that gathers the answer first would show nothing of it.
    return Response(told, mimetype="text/html", headers={"X-Accel-Buffering": "no"})


def _page(head: str, work: Work) -> Iterator[str]:
    step = current_app.jinja_env.get_template("administration/_step.html")
    yield head
    try:
        while True:
            yield step.render(step=next(work))
    except StopIteration as end:
        answer = make_response(end.value)
    except Exception as error:  # noqa: BLE001 - whatever it dies of, the page must say so
        answer = make_response(current_app.handle_user_exception(error))
    finally:
        work.close()
    yield "</section>" + answer.get_data(as_text=True).partition('<main id="main">')[2]
