"""The whole test run is without a network: what is blocked, and what within the machine is not."""

import socket

import pytest


@pytest.mark.parametrize(
    ("family", "address"),
    [
        (socket.AF_INET, ("127.0.0.1", 9)),
        (socket.AF_INET, ("192.0.2.1", 80)),
        (socket.AF_INET6, ("::1", 9)),
    ],
)
@pytest.mark.parametrize("deed", ["connect", "bind"])
def test_no_socket_reaches_out_or_listens(family, address, deed):
    with socket.socket(family) as made, pytest.raises(RuntimeError, match="works offline"):
        getattr(made, deed)(address)


def test_no_datagram_is_sent():
    with (
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as made,
        pytest.raises(RuntimeError, match="works offline"),
    ):
        made.sendto(b"word", ("127.0.0.1", 9))


def test_no_name_is_looked_up():
    with pytest.raises(RuntimeError, match="works offline"):
        socket.getaddrinfo("localhost", 80)


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="this system has no such sockets")
def test_a_socket_in_a_folder_is_let_be(tmp_path):
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(tmp_path / "socket"))
