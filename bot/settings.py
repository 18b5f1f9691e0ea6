"""What a team may set, from the environment or `.env`."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

Level = Literal["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"]


class Settings(BaseSettings):
    """Muster's settings; README.md, "Settings", describes each."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore")

    slack_bot_token: SecretStr = SecretStr("")
    slack_app_token: SecretStr = SecretStr("")
    slack_api_url: str = "https://slack.com/api/"
    database_url: str = "sqlite:///muster.db"
    log_level: Annotated[Level, BeforeValidator(str.upper)] = "INFO"
    muster_pace: float = Field(default=1.0, gt=0, description="how long the outbox waits, as a factor")
