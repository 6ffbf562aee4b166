from slipway.checks.names import accounts_of_their_own
from slipway.settings import StackSettings


def lines(existing: str) -> list[str]:
    app = {"image": "a:1", "port": 8080, "serviceAccount": {"existing": existing}}
    settings = {"environment": "development", "namespaces": {"shop": {"apps": {"web": app}}}}
    return [str(problem) for problem in accounts_of_their_own(StackSettings.model_validate(settings))]


def test_an_account_of_the_apps_own_name_is_nobody_elses() -> None:
    [line] = lines("web")

    assert line.startswith(
        "namespaces.shop.apps.web.serviceAccount.existing: web is the name of the app's own ServiceAccount;"
    )


def test_any_other_account_may_be_somebody_elses() -> None:
    assert lines("deployer") == []
