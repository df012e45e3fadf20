/** Finds a Neovim, or installs Debian's. */
import { installDebian, isExecutable, onPath } from './programs.mjs';

/** The path of an executable; the environment's NEOVIM comes first. */
export function neovim() {
  const given = process.env.NEOVIM;
  if (given !== undefined && given !== '') {
    if (isExecutable(given)) return given;
    throw new Error(`NEOVIM is set to ${given}, but no program can be started there.`);
  }
  const found =
    onPath(['nvim']) ?? (installDebian('neovim', 'No Neovim found') ? onPath(['nvim']) : undefined);
  if (found !== undefined) return found;
  throw new Error('No Neovim was found: install one, or set NEOVIM to the path of its program.');
}
