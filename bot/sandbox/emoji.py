"""Emoji by the names Slack stores them under: the commonest; any other stays the sign it is."""

import re

_NAMED = """
+1=👍 -1=👎 tada=🎉 eyes=👀 pray=🙏 white_check_mark=✅ heavy_check_mark=✔️ ballot_box_with_check=☑️
x=❌ warning=⚠️ no_entry=⛔ construction=🚧 rotating_light=🚨 bell=🔔 mega=📣 loudspeaker=📢
red_circle=🔴 large_orange_circle=🟠 large_yellow_circle=🟡 large_green_circle=🟢
large_blue_circle=🔵 white_circle=⚪ black_circle=⚫ calendar=📆 date=📅 spiral_calendar_pad=🗓️
clock9=🕘 hourglass=⌛ hourglass_flowing_sand=⏳ alarm_clock=⏰ memo=📝 clipboard=📋 pushpin=📌 link=🔗
bug=🐛 wrench=🔧 hammer_and_wrench=🛠️ rocket=🚀 fire=🔥 bulb=💡 question=❓ exclamation=❗ star=⭐
sparkles=✨ heart=❤️ smile=😄 slightly_smiling_face=🙂 thinking_face=🤔 wave=👋 clap=👏 raised_hands=🙌
palm_tree=🌴 house=🏠 face_with_thermometer=🤒 coffee=☕ lock=🔒 chart_with_upwards_trend=📈
chart_with_downwards_trend=📉 bar_chart=📊 robot_face=🤖 arrow_right=➡️ arrow_up=⬆️ arrow_down=⬇️
"""
NAMES = {sign: name for name, _, sign in (one.partition("=") for one in _NAMED.split())}
_SIGN = re.compile("|".join(re.escape(sign) for sign in sorted(NAMES, key=len, reverse=True)))


def named(text: str) -> str:
    """Write each known emoji as Slack stores it, `:name:`."""
    return _SIGN.sub(lambda found: f":{NAMES[found[0]]}:", text)
