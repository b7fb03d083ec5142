// A frame over the photo, to choose by mouse, finger or keys which part of it is shown. The boxes with percents stay:
// they are what is sent, and what can be typed.

const SIDES = ["left", "top", "width", "height"];
const SHAPES = { wide: 8 / 5, square: 1 };
const FACES = 0.4; // of what is cut off above and below, so much goes from the top
const LEAST = 5;
const SHARP = 1200; // pixels across that print well

const within = (value, least, most) => Math.min(Math.max(value, least), Math.max(least, most));

class Crop {
  constructor(form) {
    this.form = form;
    this.stage = form.querySelector("[data-crop-stage]");
    this.boxes = Object.fromEntries(SIDES.map((side) => [side, form.elements.namedItem(side)]));
    this.shapes = [...form.querySelectorAll("input[name=shape]")];
    const details = form.closest("details");
    if (details.open) this.build();
    else details.addEventListener("toggle", () => this.build(), { once: true });
  }

  build() {
    this.photo = new Image();
    this.photo.alt = "";
    this.photo.draggable = false;
    this.photo.addEventListener("load", () => this.begin());
    this.photo.src = this.form.dataset.crop;
  }

  begin() {
    this.frame = part("aw-crop__frame", "The part that is shown. Arrow keys move it; with Shift they change its size.");
    for (const corner of ["nw", "ne", "sw", "se"]) {
      const handle = document.createElement("span");
      handle.className = `aw-crop__corner aw-crop__corner--${corner}`;
      handle.addEventListener("pointerdown", (event) => this.grab(event, corner));
      this.frame.append(handle);
    }
    this.frame.addEventListener("pointerdown", (event) => this.grab(event, ""));
    this.frame.addEventListener("keydown", (event) => this.key(event));
    const how = document.createElement("p");
    how.textContent = "Drag a corner of the frame, or type the numbers below.";
    this.stage.before(how);
    this.said = document.createElement("p");
    this.said.className = "govuk-hint";
    this.said.setAttribute("role", "status");
    this.stage.append(this.photo, this.frame);
    this.stage.after(this.said);
    this.stage.hidden = false;
    for (const box of Object.values(this.boxes)) box.addEventListener("input", () => this.type());
    for (const shape of this.shapes) shape.addEventListener("change", () => this.shape(shape.value));
    this.part = this.typed();
    this.draw();
  }

  typed() {
    const [left, top, width, height] = SIDES.map((side) => Number.parseInt(this.boxes[side].value, 10));
    return { left: left || 0, top: top || 0, width: width || 100, height: height || 100 };
  }

  type() {
    this.part = this.fitted(this.typed());
    this.own();
    this.draw(false);
  }

  // A shape is the largest part that has it, as the server would choose it.
  shape(name) {
    this.ratio = SHAPES[name];
    if (name === "whole") this.part = { left: 0, top: 0, width: 100, height: 100 };
    if (this.ratio) {
      const part = this.ratio * (this.photo.naturalHeight / this.photo.naturalWidth);
      const [width, height] = part < 1 ? [part * 100, 100] : [100, 100 / part];
      this.part = { left: (100 - width) / 2, top: (100 - height) * FACES, width, height };
    }
    this.draw();
  }

  own() {
    for (const shape of this.shapes) shape.checked = shape.value === "own";
  }

  // Height for a width, where a shape holds them together.
  tall(width) {
    return (width / this.ratio) * (this.photo.naturalWidth / this.photo.naturalHeight);
  }

  fitted({ left, top, width, height }) {
    const wide = within(width, LEAST, 100);
    const high = within(height, LEAST, 100);
    return { left: within(left, 0, 100 - wide), top: within(top, 0, 100 - high), width: wide, height: high };
  }

  grab(event, corner) {
    event.preventDefault();
    event.stopPropagation();
    this.frame.focus();
    const target = event.currentTarget;
    const from = { x: event.clientX, y: event.clientY, part: this.part };
    const room = this.stage.getBoundingClientRect();
    const move = (now) => {
      const x = ((now.clientX - from.x) * 100) / room.width;
      const y = ((now.clientY - from.y) * 100) / room.height;
      this.part = corner ? this.stretched(from.part, corner, x, y) : this.fitted({ ...from.part, left: from.part.left + x, top: from.part.top + y });
      this.own();
      this.draw();
    };
    const stop = () => {
      target.removeEventListener("pointermove", move);
      this.tell();
    };
    target.setPointerCapture(event.pointerId);
    target.addEventListener("pointermove", move);
    for (const end of ["pointerup", "pointercancel"]) target.addEventListener(end, stop, { once: true });
  }

  // The corner across stays where it is.
  stretched(part, corner, x, y) {
    const west = corner.includes("w");
    const north = corner.includes("n");
    const right = part.left + part.width;
    const bottom = part.top + part.height;
    let width = within(part.width + (west ? -x : x), LEAST, west ? right : 100 - part.left);
    let height = within(part.height + (north ? -y : y), LEAST, north ? bottom : 100 - part.top);
    if (this.ratio) {
      const most = north ? bottom : 100 - part.top;
      width = Math.min(width, (most * width) / Math.max(this.tall(width), most));
      height = this.tall(width);
    }
    return { left: west ? right - width : part.left, top: north ? bottom - height : part.top, width, height };
  }

  key(event) {
    const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (!steps) return;
    event.preventDefault();
    const [x, y] = steps;
    const { part } = this;
    if (!event.shiftKey) this.part = this.fitted({ ...part, left: part.left + x, top: part.top + y });
    else if (this.ratio) this.part = this.stretched(part, "se", x || y, 0);
    else this.part = this.stretched(part, "se", x, y);
    this.own();
    this.draw();
    this.tell();
  }

  draw(writing = true) {
    for (const side of SIDES) {
      this.frame.style[side] = `${this.part[side]}%`;
      if (writing) this.boxes[side].value = Math.round(this.part[side]);
    }
    if (!this.said.textContent) this.tell();
  }

  tell() {
    const width = Math.round((this.photo.naturalWidth * this.part.width) / 100);
    const height = Math.round((this.photo.naturalHeight * this.part.height) / 100);
    const soft = width < SHARP ? " It will look a little soft in the printed programme." : "";
    this.said.textContent = `${width.toLocaleString("en-GB")} by ${height.toLocaleString("en-GB")} pixels.${soft}`;
  }
}

function part(css, label) {
  const element = document.createElement("div");
  element.className = css;
  element.tabIndex = 0;
  element.setAttribute("role", "group");
  element.setAttribute("aria-label", label);
  return element;
}

const start = (place) => {
  for (const form of place.querySelectorAll("form[data-crop]")) new Crop(form);
};
start(document);
document.addEventListener("shown-anew", (event) => start(event.detail));
