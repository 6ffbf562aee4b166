import socket

from tools.ports import FIRST, LAST, _is_free, free_ports


def test_ports_are_different_and_below_those_lent_to_outgoing_connections() -> None:
    ports = free_ports(6)
    assert len(set(ports)) == 6
    assert all(FIRST <= port <= LAST for port in ports)


def test_a_port_that_somebody_listens_on_is_not_free() -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        taken = busy.getsockname()[1]
        assert not _is_free(taken)
