/** What pages ask the browser for, and the service worker answers to. */
export const syncTag = "swipereview.decisions";
