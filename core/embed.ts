/**
 * The HTML that puts a view into a frame on another site. The frame has a height that suits most charts; the few lines
 * of script beside it give it the height that the view tells, and may be left out.
 */
export function embedHtml(address: string, title: string): string {
  return `<iframe src="${inAttribute(address)}" title="${inAttribute(title)}" width="100%" height="560" loading="lazy" style="border:0"></iframe>
<script>
addEventListener("message", (event) => {
  for (const frame of document.querySelectorAll("iframe")) {
    if (event.source === frame.contentWindow && event.data?.type === "pantau-mpp") frame.height = event.data.height;
  }
});
</script>`;
}

/** The script of a view in a frame: it tells the page around it how tall it is, and nothing else. */
export const TELL_HEIGHT = `(() => {
  const tell = () => parent.postMessage({ type: "pantau-mpp", height: document.documentElement.scrollHeight }, "*");
  new ResizeObserver(tell).observe(document.body);
  addEventListener("load", tell);
})();`;

function inAttribute(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
