// For a page that shows exhibits in frames: each frame becomes as high as what is in it. A plain script, no module.
{
  const { origin } = new URL(document.currentScript.src);
  const frames = () => [...document.querySelectorAll('iframe')].filter(({ src }) => src.startsWith(origin));
  addEventListener('message', (event) => {
    const { type, height } = event.data ?? {};
    if (event.origin !== origin || type !== 'kassei-height' || !(height > 0)) return;
    for (const frame of frames()) if (frame.contentWindow === event.source) frame.height = Math.ceil(height);
  });
  // What was told before this script was here is told once more.
  for (const { contentWindow } of frames()) contentWindow?.postMessage({ type: 'kassei-height' }, '*');
}
