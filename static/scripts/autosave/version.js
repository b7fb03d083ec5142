// The version of a form: a sign for every question, or one for the whole of it.

export class Version {
  constructor(box, perQuestion) {
    this.box = box;
    this.perQuestion = perQuestion;
  }

  get text() {
    return this.box.value;
  }

  set text(version) {
    this.box.value = version;
  }

  // What the question's answer was when the page was made, or when it was last saved from here.
  sign(key, version = this.text) {
    if (!this.perQuestion) return version;
    return version.split(" ").find((sign) => sign.startsWith(`${key}:`)) ?? "";
  }

  // From now on the page shows the answer that has this sign.
  shows(key, sign) {
    const others = this.text.split(" ").filter((each) => each && !each.startsWith(`${key}:`));
    this.text = this.perQuestion ? [...others, sign].filter(Boolean).join(" ") : sign;
  }
}
