/**
 * Whether this tab may send an upload: no other tab of this browser has it. The claim ends with the tab. Over plain http
 * to another machine there are no locks; there the server lets one of two win.
 */
export function claim(id: string): Promise<boolean> {
  if (!navigator.locks) return Promise.resolve(true);
  return new Promise((resolve) => {
    void navigator.locks.request(`swipereview.upload.${id}`, { ifAvailable: true }, (lock) => {
      resolve(lock !== null);
      return lock === null ? undefined : new Promise<never>(() => undefined);
    });
  });
}
