/** What the light meets at one point of a product. Colours are linear sRGB. */
export interface Surface {
  r: number;
  g: number;
  b: number;
  /** 0: mirror, 1: matt. */
  roughness: number;
  /** 1: metal, whose reflection has the colour above and which has no diffuse light. */
  metal: number;
  /** Reflectance of a dielectric seen straight on; 0.04 for most. */
  f0: number;
  /** How far light wanders below the surface, 0..1: softens the terminator of wax, cream, fruit. */
  softness: number;
  /** Light of its own. */
  glow: number;
  /** Unit normal; the part may roughen it. */
  nx: number;
  ny: number;
  nz: number;
}

/** Clear material. */
export interface Glass {
  /** `thin`: a wall that does not bend light; `solid`: refracts and is coloured by depth. */
  kind: 'thin' | 'solid';
  /** Absorption a centimetre, RGB (of a `thin` wall: a pass). */
  absorption: [number, number, number];
}

/** One piece of a product. Lengths in centimetres; y is up, z towards the camera, the table is y = 0. */
export interface Part {
  /** Signed distance, or a lower bound of it; negative inside. */
  distance(x: number, y: number, z: number): number;
  /** Describes the surface at a point; `out` comes with the defaults and the geometric normal. */
  surface(x: number, y: number, z: number, out: Surface): void;
  glass?: Glass;
  /** Sphere around it, x, y, z, radius: spares the exact distance from afar. */
  bounds?: [number, number, number, number];
}

export interface ProductModel {
  parts: Part[];
  /** Strands that grow from the product, drawn over it. */
  fur?: Fur;
  /** Half the box around the product, and its height. */
  halfWidth: number;
  halfDepth: number;
  height: number;
  /** From where it is photographed: degrees above the horizon, degrees around it. */
  elevationDeg: number;
  turnDeg?: number;
  /** Width over height of the photo. */
  aspect: number;
  /** Share of the distance that a ray may safely go; below 1 for bumpy shapes. */
  step?: number;
  backdrop: Backdrop;
}

export interface Fur {
  /** Centre and radius of the ball that it covers. */
  centre: [number, number, number];
  radius: number;
  length: number;
  count: number;
  colour: [number, number, number];
}

/** Linear colours of the table and of the wall behind it. */
export interface Backdrop {
  table: [number, number, number];
  wall: [number, number, number];
  /** Strength of the table's own pattern, 0..1. */
  texture: number;
}
