"""Serve the desk on a free port of 127.0.0.1: python -m practice.django_helpdesk.wsgi

Prints `READY http://127.0.0.1:PORT` once requests are answered. Django's own `runserver` is not
used because it cannot tell which free port it took and checks the migrations on every start.
"""

from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application

if __name__ == "__main__":
    application = StaticFilesHandler(get_wsgi_application())
    server = ThreadedWSGIServer(("127.0.0.1", 0), WSGIRequestHandler)
    server.daemon_threads = True
    server.set_app(application)
    print(f"READY http://127.0.0.1:{server.server_address[1]}", flush=True)
    server.serve_forever()
