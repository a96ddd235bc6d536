/** Does something once a request, however many operations it carries and whoever asks first. */
export function perRequest<Value>(make: (request: Request) => Value): (request: Request) => Value {
  const made = new WeakMap<Request, { readonly value: Value }>();
  return (request) => {
    const known = made.get(request);
    if (known) return known.value;
    const value = make(request);
    made.set(request, { value });
    return value;
  };
}
