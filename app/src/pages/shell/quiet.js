addEventListener("unhandledrejection", (event) => {
  const { name, message = "" } = event.reason ?? {};
  if (name === "InvalidStateError" && message.includes("ViewTransition opt-in")) event.preventDefault();
});
