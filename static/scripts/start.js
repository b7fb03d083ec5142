// Starts the GOV.UK Frontend components that our pages use. Every page works without it.
// The version in the address makes browsers fetch the new one after an upgrade.
import { initAll } from "../vendor/govuk-frontend.js?v=6.3.0";

initAll();
