#include "lint/prose_cases.h"
#include "lint/prose_rules.h"

namespace lofte::lint::prose_test {

using support::Point;
using support::Text;

std::vector<support::ProseCase> Cases() {
  std::vector<support::ProseCase> all;
  for (const auto cases :
       {support::CasesOfRetention, support::CasesOfRecipients, support::CasesOfConsent, support::CasesOfPersons, support::CasesOfWords})
    for (support::ProseCase& of : cases()) all.push_back(std::move(of));
  return all;
}

std::vector<policy::OpenPoint> PointsOf(const std::function<void(Text&)>& write) {
  Text text;
  write(text);
  return LintProse(text.facts());
}

// A text that gives no reason for the rules about all of it.
void Rest(Text& text) {
  text.Section("Rest", {}).Say("Kept for a year after the sale.", {"mi.child", "mod.must"}).Keep("rest", "P1Y", "purchase");
}

TEST(LintProseTest, EachFaultIsFoundAndItsTwinIsNot) {
  for (const support::ProseCase& of : Cases()) {
    const bool of_all = of.name == "MINORS-MISSING" || of.name == "RETENTION-MISSING";
    const auto in_a_text = [&](const std::function<void(Text&)>& write) {
      return PointsOf([&](Text& text) {
        if (!of_all) text.Section("Policy", {}).Say("Hello.", {});
        write(text);
        if (!of_all) Rest(text);
      });
    };
    const auto fires = in_a_text(of.fires), quiet = in_a_text(of.quiet);
    const policy::OpenPoint* point = Point(fires, of.name);
    ASSERT_NE(point, nullptr) << of.name;
    EXPECT_FALSE(point->origins.empty()) << of.name << ": an open point has a place";
    EXPECT_FALSE(point->says.empty()) << of.name;
    EXPECT_EQ(Point(quiet, of.name), nullptr) << of.name << ": " << (Point(quiet, of.name) ? Point(quiet, of.name)->says : "");
  }
}

TEST(LintProseTest, EveryFindingOfATextHasACase) {
  const std::vector<support::ProseCase> cases = Cases();
  for (const FindingText& text : FindingTexts()) {
    if (text.from == "policy") continue;
    const auto is_it = [&](const support::ProseCase& of) { return of.name == text.name; };
    EXPECT_TRUE(std::any_of(cases.begin(), cases.end(), is_it)) << text.name;
  }
}

TEST(LintProseTest, PointsAreInTheOrderOfTheText) {
  const auto points = PointsOf([](Text& text) {
    for (const support::ProseCase& of : Cases()) of.fires(text);
  });
  for (std::size_t i = 1; i < points.size(); ++i) EXPECT_LE(points[i - 1].origins.front().begin, points[i].origins.front().begin);
  EXPECT_GT(points.size(), 20u);
}

TEST(LintProseTest, TextWithoutAnythingLacksPeriodsAndChildrenAndNothingElse) {
  const auto points = PointsOf([](Text&) {});
  ASSERT_EQ(points.size(), 2u);
  EXPECT_EQ(points[0].name, "RETENTION-MISSING");
  EXPECT_EQ(points[1].name, "MINORS-MISSING");
}

TEST(LintProseTest, RemovalOfAllAgainstYearsForSome) {
  const auto points = PointsOf([](Text& text) {
    text.Section("How long", {"retention"});
    importer::Retention& all =
        text.Say("Personal data is removed within 30 days.", {"dat.personal_data"}).Keep("Personal data", "P30D", "account_deletion");
    all.action = "delete";
    text.Say("Bookings stay seven years.", {"pur.tax"}).Keep("Bookings", "P7Y", "unspecified").law = "by law";
  });
  const policy::OpenPoint* conflict = Point(points, "RETENTION-CONFLICT");
  ASSERT_NE(conflict, nullptr);
  EXPECT_EQ(conflict->origins.size(), 2u);
}

TEST(LintProseTest, FigureAgainstAnOpenEndForTheSameKind) {
  const auto write = [](bool same) {
    return [same](Text& text) {
      text.Section("SMS", {}).Item("history of senders", {same ? "dat.log" : "dat.phone"});
      text.Say("As the law asks.", {}).Keep("", "", "legal_reasons").vague = true;
      text.Section("How long", {"retention"}).Item("Logs: a year after they are made", {"dat.log"}).Keep("Logs", "P1Y", "collection");
    };
  };
  EXPECT_NE(Point(PointsOf(write(true)), "RETENTION-CONFLICT"), nullptr);
  EXPECT_EQ(Point(PointsOf(write(false)), "RETENTION-CONFLICT"), nullptr);
}

TEST(LintProseTest, TwoFiguresOfOneProcessing) {
  const auto write = [](const std::string& condition) {
    return [condition](Text& text) {
      importer::Retention first, second;
      text.Say("Letters: one year.", {});
      first.place = second.place = text.Last();
      first.period = "P1Y", second.period = "P3Y", first.trigger = second.trigger = "collection", second.condition = condition;
      text.Do("Letters", {"6(1)(b)"}).retention = {first, second};
    };
  };
  EXPECT_NE(Point(PointsOf(write("")), "RETENTION-CONFLICT"), nullptr);
  EXPECT_EQ(Point(PointsOf(write("if they are of weight")), "RETENTION-CONFLICT"), nullptr);
}

TEST(LintProseTest, LawOfACountryThatIsOnlyGuessedWarns) {
  Text text("sv");
  text.Say("Fakturor sju år enligt lag.", {"pur.tax", "law.claim"}).Keep("Fakturor", "P5Y", "purchase");
  const auto points = LintProse(text.facts());
  const policy::OpenPoint* mismatch = Point(points, "STATUTE-MISMATCH");
  ASSERT_NE(mismatch, nullptr);
  EXPECT_EQ(mismatch->severity, Severity::kWarning);
  text.Say("Svensk lag.", {"geo.se"});
  EXPECT_EQ(Point(LintProse(text.facts()), "STATUTE-MISMATCH")->severity, Severity::kError);
}

TEST(LintProseTest, ConsentToWhatRestsOnAContractElsewhere) {
  const auto write = [](const std::string& says) {
    return [says](Text& text) {
      text.Section("Why", {"purposes"})
          .Say("Carry messages of connected channels", {})
          .Do("Carry messages of connected channels", {"6(1)(b)"});
      text.Section("Sharing", {"recipients"}).Item(says, {"basis.explicit", "basis.consent", "rec.share"});
    };
  };
  EXPECT_NE(Point(PointsOf(write("with your explicit consent, when you connect one of the channels")), "DUAL-BASIS"), nullptr);
  EXPECT_EQ(Point(PointsOf(write("with your explicit consent, to partners")), "DUAL-BASIS"), nullptr);
}

TEST(LintProseTest, HeadingsInARowAreNotEmptySections) {
  const auto flat = PointsOf([](Text& text) { text.Section("Policy", {}).Section("Data", {}).Section("Cookies", {}).Say("None.", {}); });
  EXPECT_EQ(Point(flat, "SECTION-EMPTY"), nullptr) << "plain text tells no levels";
  const auto contents = PointsOf([](Text& text) {
    text.Section("Policy", {}, 1)
        .Say("Hello.", {})
        .Section("1. Data", {}, 2)
        .Section("2. Cookies", {}, 2)
        .Section("Data", {}, 2)
        .Say("None.", {});
  });
  EXPECT_EQ(Point(contents, "SECTION-EMPTY"), nullptr);
}

TEST(LintProseTest, SectionBetweenOthersThatHasNothingIsEmpty) {
  const auto points = PointsOf([](Text& text) {
    text.Section("Policy", {}, 1).Say("Hello.", {}).Section("Data", {}, 2).Section("Cookies", {}, 2).Say("None.", {});
  });
  ASSERT_NE(Point(points, "SECTION-EMPTY"), nullptr);
  EXPECT_EQ(Point(points, "SECTION-EMPTY")->origins.front().line, 3u);
}

TEST(LintProseTest, AnnouncedListMayGoOnInSections) {
  const auto write = [](const std::string& heading) {
    return [heading](Text& text) {
      text.Section("Why", {"purposes"}).Say("What we do:", {}).List(0);
      text.Section(heading, {}).Say("By contract.", {}).Do("Selling things", {"6(1)(b)"});
    };
  };
  EXPECT_EQ(Point(PointsOf(write("Selling things")), "LIST-EMPTY"), nullptr);
  EXPECT_NE(Point(PointsOf(write("Contact")), "LIST-EMPTY"), nullptr);
}

TEST(LintProseTest, PeriodsOfOneProcessingClashWithNoOthers) {
  const auto points = PointsOf([](Text& text) {
    text.Section("How long", {"retention"});
    text.Say("Accounts while they are active.", {}).Keep("", "", "account_active");
    importer::Retention& chats = text.Say("Chats ninety days.", {"dat.message"}).Keep("Chats", "P90D", "unspecified");
    chats.action = "delete";
    const importer::Retention of = text.facts().retention.front();
    text.Do("Accounts", {"6(1)(b)"}).retention = {of};
  });
  EXPECT_EQ(Point(points, "RETENTION-CONFLICT"), nullptr);
}

TEST(LintProseTest, RecipientThatIsHardlyOneIsNotMissedInTheList) {
  const auto points = PointsOf([](Text& text) {
    text.Say("Host, EU", {}).Give("Host", "EU", true);
    text.Say("Sign in with Portal.", {}).Give("Portal", "", false).confidence = 0.4;
  });
  EXPECT_EQ(Point(points, "RECIPIENT-UNDISCLOSED"), nullptr);
}

TEST(ProseWordsTest, InflectedWordsAreTheSameAndShortOnesAreNone) {
  const auto share = [](std::string_view a, std::string_view b) { return ShareAWord(WordsOf(a), WordsOf(b)); };
  EXPECT_TRUE(share("connected channels", "when you are connecting"));
  EXPECT_TRUE(share("Fakturor", "av FAKTUROR"));
  EXPECT_TRUE(share("Årsregnskap", "ÅRSREGNSKAPET"));
  EXPECT_FALSE(share("data here", "data there"));
  EXPECT_FALSE(share("message", "measure"));
}

TEST(ProseWordsTest, OneNameInTheOther) {
  EXPECT_TRUE(IsSameName("WhatsApp / Meta", "WhatsApp"));
  EXPECT_TRUE(IsSameName("Vercel Analytics", "vercel"));
  EXPECT_FALSE(IsSameName("Google Analytics", "Vercel Analytics"));
  EXPECT_FALSE(IsSameName("", "Vercel"));
}

TEST(ProseWordsTest, RegionOutsideTheEea) {
  for (const char* outside : {"US", "EU / US", "GLOBAL", "EU/IN"}) EXPECT_TRUE(IsOutside(outside)) << outside;
  for (const char* inside : {"EU", "DE", "", "NO, SE"}) EXPECT_FALSE(IsOutside(inside)) << inside;
}

TEST(LintProseTest, NameInTheSectionOfTheListIsDisclosed) {
  const auto points = PointsOf([](Text& text) {
    text.Section("Recipients", {"recipients"});
    text.Say("Host, EU", {}).Give("Host", "EU", true), text.Say("Data is with Keeper.", {}).Give("Keeper", "", false);
  });
  EXPECT_EQ(Point(points, "RECIPIENT-UNDISCLOSED"), nullptr);
}

TEST(LintProseTest, OfficesOfTheStateAreNoTransfer) {
  const auto points_of = [](bool public_body) {
    return PointsOf([&](Text& text) {
      text.Section("Sharing", {"recipients"}).Say("Shared with the Office.", {}).Give("Stripe", "", true).public_body = public_body;
    });
  };
  EXPECT_NE(Point(points_of(false), "TRANSFER-MISSING"), nullptr);
  EXPECT_EQ(Point(points_of(true), "TRANSFER-MISSING"), nullptr);
}

TEST(LintProseTest, SupplierWhoseCompanyIsNotKnownIsNoGraveTransfer) {
  const auto points = PointsOf([](Text& text) { text.Say("We use Norvik.", {}).Give("Norvik", "", true); });
  EXPECT_EQ(Point(points, "TRANSFER-MISSING"), nullptr);
}

TEST(LintProseTest, WhoIsNamedInPassingIsMissedGravelyOnlyInAListThatTellsPlaces) {
  const auto severity = [](const std::string& region) {
    const auto points = PointsOf([&](Text& text) {
      text.Say("Host", {}).Give("Host", region, true), text.Say("Mailer", {}).Give("Mailer", region, true);
      text.Say("We measure with Meter.", {}).Give("Meter", "", false);
    });
    const policy::OpenPoint* point = Point(points, "RECIPIENT-UNDISCLOSED");
    return point == nullptr ? Severity::kInfo : point->severity;
  };
  EXPECT_EQ(severity("EU"), Severity::kError);
  EXPECT_EQ(severity(""), Severity::kWarning);
}

TEST(LintProseTest, CeilingWithoutAStartIsALesserFault) {
  const auto severity = [](bool at_most) {
    const auto points = PointsOf([&](Text& text) { text.Say("Ninety days.", {}).Keep("Logs", "P90D", "unspecified").at_most = at_most; });
    return Point(points, "TRIGGER-MISSING")->severity;
  };
  EXPECT_EQ(severity(false), Severity::kError);
  EXPECT_EQ(severity(true), Severity::kWarning);
}

TEST(LintProseTest, TimeThatARecipientKeepsItIsNotOurs) {
  const auto points = PointsOf([](Text& text) {
    text.Say("Norvik may keep it for 30 days.", {}).Give("Norvik", "NO", false);
    text.Keep("Norvik", "P30D", "unspecified");
  });
  EXPECT_EQ(Point(points, "TRIGGER-MISSING"), nullptr);
}

TEST(LintProseTest, AnnouncedListMayBeThePartsOfItsSection) {
  const auto points_of = [](int level) {
    return PointsOf([&](Text& text) {
      text.Section("Rights", {"rights"}, 2).Say("You have these rights:", {}).List(0);
      text.Section("To see it", {}, level).Say("Ask us.", {});
    });
  };
  EXPECT_EQ(Point(points_of(3), "LIST-EMPTY"), nullptr);
  EXPECT_NE(Point(points_of(2), "LIST-EMPTY"), nullptr);
}

TEST(LintProseTest, CrossesInQuotesAreNoBlank) {
  const auto points_of = [](const std::string& words) { return PointsOf([&](Text& text) { text.Say(words, {}); }); };
  EXPECT_EQ(Point(points_of("You are shown as \"Player XXXX\" to others."), "PLACEHOLDER-LEFT"), nullptr);
  EXPECT_NE(Point(points_of("The controller is XXXX AS."), "PLACEHOLDER-LEFT"), nullptr);
}

TEST(LintProseTest, LawThatIsNamedSaysFromWhen) {
  const auto points_of = [](bool named) {
    return PointsOf([&](Text& text) {
      importer::Retention& rule = text.Say("As the law asks, five years.", {}).Keep("Receipts", "P5Y", "unspecified");
      rule.law = "the Act", rule.law_named = named;
    });
  };
  EXPECT_NE(Point(points_of(false), "TRIGGER-MISSING"), nullptr);
  EXPECT_EQ(Point(points_of(true), "TRIGGER-MISSING"), nullptr);
}

TEST(LintProseTest, WordsToFillInAreBlanks) {
  const auto points = PointsOf([](Text& text) { text.Say("FYLL_I: firmanamn, FYLL_I: org.nr", {"doc.fill_in"}); });
  EXPECT_NE(Point(points, "PLACEHOLDER-LEFT"), nullptr);
}

TEST(LintProseTest, LawsThatAddToFiguresElsewhereAreOnlyUnnamed) {
  const auto points_of = [](bool figure) {
    return PointsOf([&](Text& text) {
      text.Section("Orders", {}).Say("As long as the law asks.", {}).Keep("Orders", "", "legal_reasons").law = "law";
      if (figure) text.Section("Letters", {}).Say("A year after they came.", {}).Keep("Letters", "P1Y", "collection");
    });
  };
  EXPECT_NE(Point(points_of(false), "RETENTION-MISSING"), nullptr);
  EXPECT_EQ(Point(points_of(true), "RETENTION-MISSING"), nullptr);
  EXPECT_NE(Point(points_of(true), "LAW-UNNAMED"), nullptr);
}

TEST(LintProseTest, BasesThatOnlySoundLikeSomeMapToNothing) {
  const auto points_of = [](double confidence) {
    return PointsOf([&](Text& text) {
      text.Say("To sell things.", {}).Do("Selling things", {});
      text.Say("By contract.", {}), text.facts().legal_bases = {text.Here("6(1)(b)")};
      text.facts().legal_bases[0].confidence = confidence;
    });
  };
  EXPECT_NE(Point(points_of(0.95), "BASIS-UNMAPPED"), nullptr);
  EXPECT_EQ(Point(points_of(0.7), "BASIS-UNMAPPED"), nullptr);
}

}  // namespace lofte::lint::prose_test
