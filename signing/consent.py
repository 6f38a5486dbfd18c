"""The sentence that a person agrees to by signing: evidence, so each signature keeps it as it was shown."""

SENTENCES = {
    "en": "I have read this document in full and sign it for myself. We agree to sign electronically.",
    "zh-hans": "我已完整阅读本文件，本人签署。我们同意以电子方式签署。",
}


def sentence(language: str) -> str:
    return SENTENCES["zh-hans" if language.startswith("zh") else "en"]
