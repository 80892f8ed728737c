// Holds parts of a state where they are: what a page names by the attribute `lock`. `kassei.js` loads it where there is one.

/** The names of controls that change a key but are not called by it. */
const CONTROLS = new Map([
  ['at', /^at-/],
  ['b', /^b\d(-number)?$/],
  ['fold', /^unfold$/],
  ['in', /^in-\d$/],
  ['labels', /^(label\d|remove\d|add|preset)$/],
  ['n', /^(fewer|more)$/],
  ['show', /^(line|bend|slope|tangent|curvature|flat|path|best|page|bare|styled)$/],
  ['shown', /^show$/],
  ['w', /^w\d(-number)?$/],
  ['z', /^(z\d(-number)?|remove\d|add|shift|preset)$/],
]);

/** Keeps the `keys` of an island as they are, whatever is pressed or dragged on its `stage`; a program may still set them. */
export function guard(stage, island, keys) {
  const locked = keys.split(',').map((key) => key.trim()).filter(Boolean);
  const parts = () => island.state.split('&').filter(Boolean);
  const isLocked = (part) => locked.includes(part.split('=')[0]);
  const present = () => parts().filter(isLocked).join('&');
  let held = present();

  const sets = (name) => locked.some((key) => name === key || name === `${key}-number` || CONTROLS.get(key)?.test(name));
  const disable = () => {
    for (const control of stage.querySelectorAll('.exhibit > :not(header, .sharing) :is(input, select, button)[name]')) {
      if (!control.disabled && sets(control.name)) control.disabled = true; // setting it again would be a change again
    }
    for (const handle of stage.querySelectorAll('.handle')) {
      if (locked.some((key) => handle.classList.contains(key))) handle.setAttribute('aria-disabled', 'true');
    }
  };
  disable();
  new MutationObserver(disable).observe(stage, { subtree: true, childList: true, attributeFilter: ['disabled', 'name'] });

  return {
    /** The state was set by a program: that is what is held from now on. */
    hold() {
      held = present();
    },
    /** The person changed the state: what is locked becomes again what it was. */
    mend() {
      if (present() !== held) island.load([...parts().filter((part) => !isLocked(part)), held].filter(Boolean).join('&'), false);
    },
  };
}
