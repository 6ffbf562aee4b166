from stack.aliases import TYPES
from tests.unit.stack.composed import composed

APP = {"image": "a:1", "port": 8080}
PREFIX = "urn:pulumi:test::slipway::"


def test_an_app_may_have_been_of_any_other_kind() -> None:
    web = composed({"shop": {"apps": {"web": APP}}}).one("StatelessApp")

    assert set(web.aliases) == {f"{PREFIX}{token}::shop.web" for kind, token in TYPES.items() if kind != "stateless"}


def test_its_service_may_have_been_the_name_of_something_outside() -> None:
    recording = composed({"shop": {"apps": {"web": {**APP, "service": {"headless": True}}}}})

    assert recording.one("Service", "shop.web").aliases == (f"{PREFIX}kubernetes:core/v1:Service::shop.web",)
    assert recording.one("Service", "shop.web-headless").aliases == ()


def test_the_name_of_something_outside_may_have_been_an_app() -> None:
    service = composed({"shop": {"externalNames": {"db": "db.example.com"}}}).one("Service")

    assert set(service.aliases) == {
        f"{PREFIX}slipway:components:{kind}$kubernetes:core/v1:Service::shop.db"
        for kind in ("StatelessApp", "StatefulApp", "NodeAgent")
    }
