from blocks.wait import SKIP, service_wait


def test_only_the_address_of_a_load_balancer_is_waited_for() -> None:
    assert service_wait("LoadBalancer") == {}
    assert service_wait("ClusterIP") == service_wait("NodePort") == SKIP == {"pulumi.com/skipAwait": "true"}
