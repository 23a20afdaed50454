"""A taken port is named before anything is started (bad input: a taken port)."""

import socket

import pytest

from app.errors import AppError
from workers.supervise.ports import require_free_ports


@pytest.mark.parametrize("address", ["127.0.0.1", "0.0.0.0"])
def test_a_taken_port_is_named_with_the_setting_to_change(address: str) -> None:
    with socket.create_server((address, 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(AppError, match=f"HTTP_PORT: port {port} is taken: free it, or set HTTP_PORT"):
            require_free_ports({"HTTP_PORT": port})


def test_free_ports_are_left_free() -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    require_free_ports({"HTTP_PORT": port})
    require_free_ports({"HTTP_PORT": port})


def test_one_port_given_to_two_listeners_is_refused() -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    with pytest.raises(AppError, match=f"SMTP_PORT: port {port} is also HTTP_PORT"):
        require_free_ports({"HTTP_PORT": port, "SMTP_PORT": port})
