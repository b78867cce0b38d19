/**
 * Runs inside each page before its own scripts. Takes from it what asks past all routes, dials by itself, or fills memory that no limit
 * counts; no page of a government needs it to be read. A worker fails as one does whose script does not come: whoever made it may
 * know another way.
 */
export const takeAway = `{
	for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection']) delete globalThis[name];
	delete HTMLCanvasElement.prototype.transferControlToOffscreen;
	// Pages without encryption have none.
	if (globalThis.Worklet) delete Worklet.prototype.addModule;
	globalThis.Worker = class Worker extends EventTarget {
		onmessage = null;
		onmessageerror = null;
		onerror = null;
		constructor() {
			super();
			setTimeout(() => {
				const event = new ErrorEvent('error', { cancelable: true });
				this.onerror?.(event);
				this.dispatchEvent(event);
			});
		}
		postMessage() {}
		terminate() {}
	};
	// What a page wants fetched before somebody goes there.
	const rules = 'script[type=speculationrules i]';
	const forget = (changes) => {
		for (const { addedNodes } of changes)
			for (const node of addedNodes) {
				if (node.matches?.(rules)) node.remove();
				for (const inner of node.querySelectorAll?.(rules) ?? []) inner.remove();
			}
	};
	new MutationObserver(forget).observe(document, { childList: true, subtree: true });
}`;
