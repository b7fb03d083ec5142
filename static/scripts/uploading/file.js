// What can be said of a file before it is sent, and what can be done to make it fit.

const MEGABYTE = 1024 * 1024;
const PHOTOS = /\.(jpe?g|png|webp)$/i;
const DOCUMENTS = /\.(pdf|docx)$/i;
const PHOTO_KINDS = new Set(["image/jpeg", "image/png", "image/webp"]);
const LONGEST_SIDE = 4000;
const QUALITY = 0.92;

const isPhoto = (data) => data.one !== undefined;

// Why the file would be refused, or nothing. The server looks inside; this only spares a useless journey.
export function problemWith(file, data) {
  const most = Number(data.megabytes);
  if (!file.size) return "This file is empty. Choose another.";
  if (isPhoto(data) && isHeic(file)) {
    return "This photo is in Apple’s HEIC format, which cannot be read here. On the iPhone choose Settings, Camera, Formats, “Most Compatible”, or send the photo to yourself by email and choose the JPEG that arrives.";
  }
  if (isPhoto(data) && !PHOTO_KINDS.has(file.type) && !PHOTOS.test(file.name)) return "Choose a JPEG, PNG or WebP photo.";
  if (!isPhoto(data) && !DOCUMENTS.test(file.name)) return "Choose a PDF or a Word file (.docx).";
  if (file.size > most * MEGABYTE) {
    return `This file has ${(file.size / MEGABYTE).toFixed(1)} MB. It must be smaller than ${most} MB.`;
  }
  return "";
}

const isHeic = (file) => /\.hei[cf]$/i.test(file.name) || /^image\/hei[cf]/.test(file.type);

// A photo that would be refused for its kind or size is redrawn here, where this browser can read it.
export async function prepared(file, data) {
  if (!isPhoto(data) || !problemWith(file, data) || !file.size) return file;
  try {
    const picture = await createImageBitmap(file);
    const part = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * part);
    canvas.height = Math.round(picture.height * part);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const content = await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
    return content ? new File([content], file.name.replace(/(\.\w+)?$/, ".jpg"), { type: "image/jpeg" }) : file;
  } catch {
    return file; // it says itself what is wrong with it
  }
}
