// A policy as JSON-LD in the W3C Data Privacy Vocabulary 2.3: docs/formats/transparency.md. Pure; any thread.
#pragma once

#include <string>

#include "policy/policy.h"
#include "transparency/labels.h"

namespace lofte::transparency {

// One JSON-LD 1.1 document with its context in it, ending in a line feed: nothing is fetched to read it. The same values give the same
// bytes. Texts stand in every language that they are there in. Its own nodes are `#..` of the publication's address, or of an urn:uuid made
// from the policy's file where that has none.
std::string DpvJsonLd(const policy::Policy& policy, const Labels& labels = {}, const Publication& publication = {});

}  // namespace lofte::transparency
