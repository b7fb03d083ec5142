// Starts the GOV.UK Frontend components that our pages use. Every page works without it.
import { initAll } from "../vendor/govuk-frontend.js";

initAll();
