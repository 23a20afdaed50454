"""Seeing that the ports are free before anything is started."""

import errno
import socket
from collections.abc import Mapping

from app.errors import AppError


def require_free_ports(ports: Mapping[str, int]) -> None:
    """See that each port can be listened on at 127.0.0.1; `ports` maps the setting's name to the number.

    Raises:
        AppError: a port is taken, given twice or not allowed; the message names the port and the setting.

    """
    seen: dict[int, str] = {}
    for setting, port in ports.items():
        if port in seen:
            raise AppError(f"{setting}: port {port} is also {seen[port]}: give each its own")
        seen[port] = setting
        _require_free(setting, port)


def _require_free(setting: str, port: int) -> None:
    with socket.socket() as probe:
        # As the listeners do, so that connections of the last run that the kernel still remembers do not count.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            reason = "is taken" if error.errno == errno.EADDRINUSE else f"cannot be used ({error.strerror})"
            raise AppError(f"{setting}: port {port} {reason}: free it, or set {setting} to another port") from error
