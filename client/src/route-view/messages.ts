/** What the extension and the page of the route view say to each other. Names and shapes only. */
import type { RoutePicture } from '../../../server/src/core/picture/picture.ts';
import type { PictureWords } from '../../../server/src/core/picture/words.ts';

/** By this the editor knows the panel, also after the window was reloaded. */
export const routeViewType = 'spamPatrol.route';

/** What the page shows when it comes back after the window was reloaded. */
export interface PageState {
  readonly uri: string;
  readonly part: string | null;
}

/** Something that can be pointed at: a hop, or a mark at a hop or beneath the route. */
export interface Target {
  readonly hop: number | null;
  readonly mark: number | null;
}

/** The page's own words, beside those of the picture. */
export interface PageWords extends PictureWords {
  readonly message: string;
  readonly ownMessage: string;
  readonly forwardedIn: string;
  readonly moreForwarded: string;
  readonly hopsList: string;
  readonly marksList: string;
}

export type ImageFormat = 'svg' | 'png';

export type ToPage =
  | {
      readonly kind: 'show';
      readonly state: PageState;
      readonly routes: readonly {
        readonly part: string | null;
        readonly picture: RoutePicture<unknown>;
      }[];
      readonly leftOut: number;
      readonly words: PageWords;
    }
  /** There is no route; `message` says why, in one sentence. */
  | { readonly kind: 'say'; readonly state: PageState | null; readonly message: string }
  /** The cursor is in this hop, or in none. */
  | { readonly kind: 'light'; readonly hop: number | null }
  | { readonly kind: 'export'; readonly format: ImageFormat };

export type FromPage =
  | { readonly kind: 'ready' }
  /** `focus`: the reader wants to go there, not only to see it. */
  | { readonly kind: 'go'; readonly target: Target; readonly focus: boolean }
  | { readonly kind: 'choose'; readonly part: string | null }
  /** `data` is the SVG's text, or the PNG as base64; null when it could not be drawn. */
  | { readonly kind: 'exported'; readonly format: ImageFormat; readonly data: string | null };
