/** Copies text; without HTTPS there is no clipboard but the old command. Answers whether it worked. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement("textarea");
    field.value = text;
    field.className = "vh";
    field.readOnly = true;
    document.body.append(field);
    field.select();
    const worked = document.execCommand?.("copy") ?? false;
    field.remove();
    return worked;
  }
}
