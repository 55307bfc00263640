"""The server: HTTP interface, static files and the Gradio app behind one guard."""

from __future__ import annotations

import os
import signal
import tempfile
import threading
from pathlib import Path
from types import FrameType
from urllib.parse import urlsplit

from index.events import both
from index.service import KnowledgeBase
from index.settings import Log, Settings
from index.texts import api as texts

# Read by Gradio when it is imported: nothing leaves this computer.
os.environ.update(
    GRADIO_ANALYTICS_ENABLED="False", GRADIO_RUN_HISTORY="False", HF_HUB_OFFLINE="1", HF_HUB_DISABLE_TELEMETRY="1"
)
os.environ.pop("GRADIO_SHARE", None)
os.environ.setdefault("GRADIO_TEMP_DIR", tempfile.mkdtemp(prefix="bronwijzer-"))

import gradio as gr
import uvicorn
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.staticfiles import StaticFiles
from starlette.applications import Starlette

from app.access.events import guard_events
from app.access.login_html import SAME_ORIGIN
from app.access.setup import Access, access_of
from app.access.sight import SeenKnowledgeBase
from app.api import add_docs, add_last_resort, api_router
from app.crowd import AT_ONCE, Crowd
from app.first_script import FirstScript
from app.following import follow, follow_days
from app.guard import LOCAL_NAMES, App, Guard
from app.keeping import Keeper
from app.logs import note, note_event, set_up
from app.metrics import Metrics
from app.page_log import log_events_by_our_rules
from app.problems import add_handlers, add_page_handlers
from app.readiness import readiness_router
from app.receiving import remove_unfinished
from app.start import start_html
from app.stopping import Server, page_of
from app.theme import HEAD, theme
from app.ui import build_ui
from app.uploads import uploads_router

STATIC = Path(__file__).parent / "static"
MAX_CONNECTIONS = 1_200
"""Every open page holds up to three; two hundred colleagues must fit."""
MAX_QUEUE = 400
LOADING = 10.0
"""Seconds that the end of the app waits for the model to be loaded."""


def create_app(
    kb: KnowledgeBase,
    corpus: Path = Path("corpus"),
    keeper: Keeper | None = None,
    access: Access | None = None,
    *,
    mcp: bool = False,
) -> FastAPI:
    """The whole server as an ASGI app, without the guard's knowledge of names (see :mod:`app.guard`).

    :param corpus: the folder of the documents, when the index does not know from which it was made.
    :param keeper: what changes the library; by default one that changes only what users ask for.
    :param access: who may come in; None: everybody, and all see everything. Put its gate before the app.
    :param mcp: whether an assistant may search.
    """
    keeper = Keeper(kb, corpus) if keeper is None else keeper
    readiness = readiness_router(kb)
    kb = kb if access is None else SeenKnowledgeBase(kb)
    tools = _tools(kb) if mcp else None
    running = tools and tools.router.lifespan_context
    app = FastAPI(
        title=texts.TITLE, description=texts.DESCRIPTION, docs_url=None, redoc_url=None, lifespan=running or None
    )
    # No site may read answers; with this in place Gradio adds no rules of its own.
    app.add_middleware(CORSMiddleware, allow_origins=[], allow_credentials=False)
    app.add_middleware(FirstScript)
    add_handlers(app)
    app.include_router(readiness)
    app.include_router(api_router(kb))
    app.include_router(uploads_router(keeper))
    if access is not None and access.router is not None:
        app.include_router(access.router)
    if tools is not None:
        app.router.routes += tools.routes
    add_docs(app)
    add_last_resort(app)
    app.mount("/page-assets", StaticFiles(directory=STATIC))
    log_events_by_our_rules()
    demo = build_ui(kb, keeper, access)
    if access is not None:
        guard_events(demo)
    demo.queue(default_concurrency_limit=AT_ONCE, max_size=MAX_QUEUE, api_open=False)
    gr.mount_gradio_app(
        app,
        demo,
        path="/",
        allowed_paths=[],
        blocked_paths=["/"],
        show_error=False,
        max_file_size="1kb",  # no part of the app takes files through Gradio
        ssr_mode=False,
        mcp_server=False,
        enable_monitoring=False,
        run_history=False,
        footer_links=[],
        pwa=False,
        theme=theme(),
        head=HEAD if access is None else HEAD + SAME_ORIGIN,
    )
    # Gradio checks the paths that a request names only after a launch, and mounting is not a launch to it.
    demo.has_launched = True
    add_page_handlers(page_of(app))
    return app


def _tools(kb: KnowledgeBase) -> Starlette:
    from app.mcp_server import mcp_app  # takes half a second, and is off by default

    return mcp_app(kb)


def serve(kb: KnowledgeBase, settings: Settings) -> None:
    """Listen until the process is asked to stop; meanwhile make the vectors that are missing, and follow the folder."""
    signal.signal(signal.SIGTERM, _end)
    set_up(events=settings.log is Log.EVENTS)
    keeper, stop, metrics = Keeper(kb, settings.corpus), threading.Event(), Metrics(kb)
    remove_unfinished(keeper)
    kb.observer = both(metrics.observe, note_event)
    if settings.metrics_port:
        metrics.start(settings.metrics_port)
    note("started", documents=len(kb.documents()), passages=kb.library.store.count())
    access = access_of(settings)
    page = create_app(kb, settings.corpus, keeper, access, mcp=settings.mcp)
    app: App = Crowd(page if access is None else access.gate(page))
    _allow_connections()
    server = Server(
        page,
        uvicorn.Config(
            Guard(app, LOCAL_NAMES | names_of(settings)),
            host=settings.host,
            port=settings.port,
            log_config=None,
            access_log=False,
            limit_concurrency=MAX_CONNECTIONS,
            timeout_keep_alive=60,  # longer than people read: a connection that closes as they ask is an error
            timeout_graceful_shutdown=5,
            server_header=False,
            proxy_headers=False,
        ),
    )
    beginning = threading.Thread(target=_begin, args=(kb, keeper, stop), name="warm-up", daemon=True)
    beginning.start()
    follow_days(keeper, stop)
    if settings.watch and keeper.owns:
        follow(keeper, polling=settings.watch_polling, stop=stop)
    try:
        server.run()
    except KeyboardInterrupt:  # Ctrl+C, once all is in order
        pass
    finally:
        stop.set()
        beginning.join(timeout=LOADING)  # a model loaded while all is taken down aborts the process
        keeper.close()
        metrics.close()
        note("stopped")
    if not server.started:
        raise SystemExit(3)  # as uvicorn's own command does


def _end(number: int, frame: FrameType | None) -> None:
    """What has begun is finished and everything closed: uvicorn passes the signal on when its part of that is done."""
    del number, frame
    raise SystemExit(0)


def _allow_connections() -> None:
    """Ask for as many open files as the connections need, where the system counts them more tightly."""
    try:
        import resource
    except ImportError:  # Windows has no such count
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 2 * MAX_CONNECTIONS
    if soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted if hard < 0 else min(wanted, hard), hard))


def names_of(settings: Settings) -> frozenset[str]:
    """The name under which others ask for the app."""
    name = urlsplit(settings.public_url).hostname
    return frozenset({name} if name else ())


def _begin(kb: KnowledgeBase, keeper: Keeper, stop: threading.Event) -> None:
    """Load the model and make the first page, so that the first visitor does not wait for either; then the vectors."""
    for step in (kb.warm_up, lambda: start_html(kb), keeper.finish):
        if stop.is_set():
            return
        step()
