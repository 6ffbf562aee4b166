from tools.controllers import all_resources, count_pods, counted_resources


def test_an_agent_wants_a_pod_on_every_node_that_it_may_run_on() -> None:
    agent = {"kind": "DaemonSet", "spec": {}, "status": {"numberReady": 2, "desiredNumberScheduled": 3}}

    assert count_pods(agent) == (2, 3)


def test_replicas_are_counted_even_before_any_is_ready() -> None:
    assert count_pods({"kind": "Deployment", "spec": {"replicas": 3}, "status": {}}) == (0, 3)
    assert count_pods({"kind": "StatefulSet", "spec": {}, "status": {"readyReplicas": 1}}) == (1, 1)


def test_the_pods_of_a_job_are_not_counted_because_they_end() -> None:
    assert counted_resources() == ["deployments", "statefulsets", "daemonsets"]
    assert count_pods({"kind": "Job", "spec": {}, "status": {"ready": 1}}) == (0, 0)


def test_what_stands_between_a_controller_and_its_pods_is_listed_too() -> None:
    assert all_resources() == ["deployments", "replicasets", "statefulsets", "daemonsets", "jobs", "cronjobs"]
