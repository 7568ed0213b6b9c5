//! What an import shows before it writes, what it refuses, and how it is taken back.

mod desk;

use desk::{CLIENTS, Desk};

fn desk() -> Desk {
    Desk::new().with("TICKLER_TODAY", "2024-06-13 10:00")
}

#[test]
fn a_dry_run_prints_the_lines_of_the_real_run_and_one_undo_takes_it_back() {
    let desk = desk();
    desk.answer(CLIENTS);
    let transcript = desk.transcript(&[
        "tickler import clients.csv --on fri --dry-run",
        "tickler list",
        "tickler import clients.csv --on fri",
        "tickler show ivan",
        "tickler today",
        "tickler undo",
        "tickler list",
        "tickler undo --redo",
        "tickler import clients.csv",
    ]);
    assert_eq!(
        transcript,
        "\
$ tickler import clients.csv --on fri --dry-run
Column        Goes to             Filled
Name          name                     3
Company       company                  2
Phone         phone                    2
Tag           tag                      1
Budget        own field \"Budget\"       1
Note          note                     1
Last contact  last-contact             1
Next contact  next-contact             2

Imported 3 new clients

New
Ivan Ivanov      behind \"20\": Thu 2024-06-20 at 14:30, in 7 days (1 of 30)
Žydrūnė Šimkutė  behind \"14\": Fri 2024-06-14, tomorrow (1 of 30)
Beta             behind \"July\"
! a dry run: nothing was changed
$ tickler list
No dossier fits.
! the binder is empty; begin with a client: tickler add \"Ivan Ivanov\" --on tomorrow
$ tickler import clients.csv --on fri
Column        Goes to             Filled
Name          name                     3
Company       company                  2
Phone         phone                    2
Tag           tag                      1
Budget        own field \"Budget\"       1
Note          note                     1
Last contact  last-contact             1
Next contact  next-contact             2

Imported 3 new clients

New
Ivan Ivanov      behind \"20\": Thu 2024-06-20 at 14:30, in 7 days (1 of 30)
Žydrūnė Šimkutė  behind \"14\": Fri 2024-06-14, tomorrow (1 of 30)
Beta             behind \"July\"
$ tickler show ivan
Ivan Ivanov  ivan-ivanov
Romashka

Place   behind \"20\": Thu 2024-06-20 at 14:30, in 7 days, planned
Binder  anna

Phones  +370 600 12345
Tags    wholesale
Budget  12000

Last contacts and notes
Mon 3 Jun  import  Wants prices
$ tickler today
Thu 2024-06-13  anna  0 of 30

Nothing is due.
$ tickler undo
Taken back: imported 3 dossiers (Thu 2024-06-13 10:00)
Ivan Ivanov is out of the binder
Žydrūnė Šimkutė is out of the binder
Beta is out of the binder
$ tickler list
No dossier fits.
$ tickler undo --redo
Done again: imported 3 dossiers (Thu 2024-06-13 10:00)
Ivan Ivanov stands behind \"20\": Thu 2024-06-20 at 14:30, in 7 days (1 of 30)
Žydrūnė Šimkutė stands behind \"14\": Fri 2024-06-14, tomorrow (1 of 30)
Beta stands behind \"July\"
$ tickler import clients.csv
Column        Goes to             Filled
Name          name                     3
Company       company                  2
Phone         phone                    2
Tag           tag                      1
Budget        own field \"Budget\"       1
Note          note                     1
Last contact  last-contact             1
Next contact  next-contact             2

Left 3 clients that are there already

There already
Ivan Ivanov      line 2 of clients.csv
Žydrūnė Šimkutė  line 3 of clients.csv
Beta             line 4 of clients.csv
"
    );
}

#[test]
fn bad_rows_are_named_and_nothing_is_written_unless_they_are_skipped() {
    let desk = desk();
    let long = "x".repeat(201);
    desk.write("../bad.csv", format!(
        "Name,Phone,Next contact\n,1,\n{long},2,\nNul\0,3,\nOk,4,fri\nGood,5,2024-06-31\nFine,6,,7\nWell,7,\n"
    ));
    let transcript = desk.transcript(&[
        "tickler import bad.csv",
        "tickler import bad.csv --dry-run",
        "tickler list",
        "tickler import bad.csv --skip-bad",
        "tickler import bad.csv --skip-bad --json | grep -A4 refused",
    ]);
    assert_eq!(
        transcript,
        "\
$ tickler import bad.csv
! error: 6 rows can't be taken in
!   bad.csv, line 2: it has no name
!   bad.csv, line 3: the name has 201 characters, and a name has at most 200
!   bad.csv, line 4: there is a NUL in the column Name
!   bad.csv, line 5: \"fri\" in the column Next contact is no date
!   bad.csv, line 6: \"2024-06-31\" in the column Next contact is no date
!   bad.csv, line 7: it has 4 cells, and there are 3 columns
! hint: nothing was taken in; take the rest with: tickler import FILE --skip-bad
(4)
$ tickler import bad.csv --dry-run
! error: 6 rows can't be taken in
!   bad.csv, line 2: it has no name
!   bad.csv, line 3: the name has 201 characters, and a name has at most 200
!   bad.csv, line 4: there is a NUL in the column Name
!   bad.csv, line 5: \"fri\" in the column Next contact is no date
!   bad.csv, line 6: \"2024-06-31\" in the column Next contact is no date
!   bad.csv, line 7: it has 4 cells, and there are 3 columns
! hint: nothing was taken in; take the rest with: tickler import FILE --skip-bad
(4)
$ tickler list
No dossier fits.
! the binder is empty; begin with a client: tickler add \"Ivan Ivanov\" --on tomorrow
$ tickler import bad.csv --skip-bad
Column        Goes to       Filled
Name          name               6
Phone         phone              7
Next contact  next-contact       2

Imported 1 new client

New
Well  behind \"someday\"

Left out
bad.csv, line 2  it has no name
bad.csv, line 3  the name has 201 characters, and a name has at most 200
bad.csv, line 4  there is a NUL in the column Name
bad.csv, line 5  \"fri\" in the column Next contact is no date
bad.csv, line 6  \"2024-06-31\" in the column Next contact is no date
bad.csv, line 7  it has 4 cells, and there are 3 columns
$ tickler import bad.csv --skip-bad --json | grep -A4 refused
  \"refused\": [
    {
      \"row\": 2,
      \"why\": \"it has no name\",
      \"file\": \"bad.csv\"
"
    );
}

#[test]
fn columns_are_said_and_dates_too() {
    let desk = desk();
    desk.answer(
        "cat > own.csv <<END
Who,Handy,Secret,Letzter
Ivan,+49 170 555,x,03/04/2024
Olga,,y,04/04/2024
END
",
    );
    let transcript = desk.transcript(&[
        "tickler import own.csv --map Who=name --map Handy=phone --map Secret= --map Letzter=last-contact",
        "tickler import own.csv --map Who=name --map Handy=phone --map Secret= --map Letzter=last-contact --dates mdy",
        "tickler show ivan",
    ]);
    assert_eq!(transcript, "\
$ tickler import own.csv --map Who=name --map Handy=phone --map Secret= --map Letzter=last-contact
! error: own.csv, line 2: \"03/04/2024\" in the column Letzter can be two days
! hint: say which: tickler import FILE --dates dmy, or --dates mdy
(4)
$ tickler import own.csv --map Who=name --map Handy=phone --map Secret= --map Letzter=last-contact --dates mdy
Column   Goes to       Filled
Who      name               2
Handy    phone              1
Secret   left out           2
Letzter  last-contact       2

Imported 2 new clients

New
Ivan  behind \"someday\"
Olga  behind \"someday\"
$ tickler show ivan
Ivan  ivan

Place   behind \"someday\"
Binder  anna

Phones  +49 170 555

Last contacts and notes
Mon 4 Mar  import
");
}

#[test]
fn many_are_agreed_to_first_and_dealt_out_over_working_days() {
    let desk = desk();
    desk.answer("printf 'Name\nClient 1\nClient 2\nClient 3\nClient 4\nClient 5\n' > five.csv");
    let transcript = desk.transcript(&[
        "tickler import five.csv",
        "tickler import - --yes --dry-run --spread 2 --on fri < five.csv",
        "tickler import five.csv --spread 2 --on jul --yes",
        "tickler import five.csv --spread 2 --yes",
    ]);
    assert_eq!(
        transcript,
        "\
$ tickler import five.csv
! error: this changes 5 dossiers, and nobody has said yes
! hint: see them first with --dry-run, then say --yes
(4)
$ tickler import - --yes --dry-run --spread 2 --on fri < five.csv
Column  Goes to  Filled
Name    name          5

Imported 5 new clients

New
Client 1  behind \"14\": Fri 2024-06-14, tomorrow (2 of 30)
Client 2  behind \"14\": Fri 2024-06-14, tomorrow (2 of 30)
Client 3  behind \"17\": Mon 2024-06-17, in 4 days (2 of 30)
Client 4  behind \"17\": Mon 2024-06-17, in 4 days (2 of 30)
Client 5  behind \"18\": Tue 2024-06-18, in 5 days (1 of 30)
! a dry run: nothing was changed
$ tickler import five.csv --spread 2 --on jul --yes
! error: \"jul\" names no day, and a day is needed
! hint: name the day, such as \"5 jul\" or fri
(2)
$ tickler import five.csv --spread 2 --yes
Column  Goes to  Filled
Name    name          5

Imported 5 new clients

New
Client 1  behind \"13\": Thu 2024-06-13, today (2 of 30)
Client 2  behind \"13\": Thu 2024-06-13, today (2 of 30)
Client 3  behind \"14\": Fri 2024-06-14, tomorrow (2 of 30)
Client 4  behind \"14\": Fri 2024-06-14, tomorrow (2 of 30)
Client 5  behind \"17\": Mon 2024-06-17, in 4 days (1 of 30)
"
    );
}
