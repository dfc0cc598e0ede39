// Runs before the first paint, so that a chosen look never flashes the other one: the page itself is a module, which
// comes later, and its security policy allows no inline script. src/app/use-theme.ts writes what is read here.
try {
  const theme = localStorage.getItem('nanococoa.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Without storage, the look is the system's.
}
