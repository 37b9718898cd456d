"""GET /library/reviews and below: reviews, what each recommends, and where each stands."""

from aiohttp import web

from bot.web.library.here import Here, here
from bot.web.library.paging import paged
from bot.web.library.picture import WIDTH, grid, time_line
from bot.web.library.standing import STATES, standing
from knowledge.schema.reviews import Review

_REVIEWS = 25


async def reviews_page(request: web.Request) -> web.Response:
    """GET /library/reviews: every review with how its response stood."""
    at = here(request)
    shown = paged(request, at.library.reviews, _REVIEWS)
    stands = [(review, standing(at.library, review, at.today)) for review in shown.items]
    return at.page("reviews.html", reviews=shown, stands=stands, states=STATES)


async def review_page(request: web.Request) -> web.Response:
    """GET /library/reviews/ID: its recommendations by audience."""
    at = here(request)
    review = _review(at, request)
    return at.page(
        "review.html",
        review=review,
        source=at.library.sources[review.source].source,
        quotable=at.library.quotable(review.source),
        standing=standing(at.library, review, at.today),
        states=STATES,
        briefings=at.catalogue.briefings_of.get(review.id, ()),
    )


async def standing_page(request: web.Request) -> web.Response:
    """GET /library/reviews/ID/standing: the same as a picture, with a table behind it."""
    at = here(request)
    review = _review(at, request)
    stands = standing(at.library, review, at.today)
    return at.page(
        "standing.html",
        review=review,
        source=at.library.sources[review.source].source,
        standing=stands,
        states=STATES,
        grid=grid(stands),
        line=time_line(stands),
        width=WIDTH,
    )


def _review(at: Here, request: web.Request) -> Review:
    try:
        return at.library.review(request.match_info["review"])
    except KeyError:
        raise web.HTTPNotFound from None
