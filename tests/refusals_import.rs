//! The gallery of refusals: lists of clients that can't be taken in.

mod desk;

use desk::Desk;

#[test]
fn a_list_that_can_not_be_taken_in() {
    let desk = Desk::after(&[
        "tickler add 'Ona Kazlauskė' --on fri",
        "printf 'Mail;Tel\\na@x.example;1\\n' > mails.csv",
        "printf 'Name;Tel;Next contact\\nIvan;1;03/04/2024\\n' > ivan.csv",
        "printf 'Name,Tel\\n,1\\nIvan,2\\n' > noname.csv",
        "printf 'Name,Tel\\n,1\\n,2\\nIvan,\"3\\nOlga,4\\n' > open.csv",
        "printf 'PK\\003\\004' > book.xlsx; printf '' > empty.csv",
        "printf 'Name\\nA\\nB\\nC\\nD\\n' > four.csv",
    ]);
    desk.refuses(
        r#"$ tickler import nowhere.csv
! error: nowhere.csv can't be read: No such file or directory (os error 2)
! hint: save the list as CSV, vCard or JSON, and try it: tickler import FILE --dry-run
(4)
$ tickler import book.xlsx
! error: book.xlsx is a workbook or an archive, and no list of clients
! hint: save the list as CSV, vCard or JSON, and try it: tickler import FILE --dry-run
(4)
$ tickler import empty.csv
! error: empty.csv is empty
! hint: save the list as CSV, vCard or JSON, and try it: tickler import FILE --dry-run
(4)
$ tickler import mails.csv
! error: no column of mails.csv says the name: Mail and Tel
! hint: say which does: tickler import FILE --map "Mail=name"
(2)
$ tickler import ivan.csv
! error: ivan.csv, line 2: "03/04/2024" in the column Next contact can be two days
! hint: say which: tickler import FILE --dates dmy, or --dates mdy
(4)
$ tickler import ivan.csv --map Fax=phone
! error: no column is called "Fax"
! hint: the columns are called Name, Tel and Next contact
(2)
$ tickler import ivan.csv --map Tel=phon
! error: "phon" is nothing on the card
! hint: a column can go to name, salutation, position, company, address, source, stage, hours, zone, every, next, first-name, last-name, phone, email, tag, note, last-contact, next-contact, birthday, occasion or uid; "Column=" leaves it out
(2)
$ tickler import ivan.csv --map Tel
! error: "Tel" does not say where a column goes
! hint: a column goes to a word of the card: --map "Mobile Phone=phone"
(2)
$ tickler import ivan.csv --encoding klingon
! error: "klingon" is no encoding that is known
! hint: name one such as utf-8, utf-16, windows-1252, windows-1251 or windows-1257
(2)
$ tickler import noname.csv
! error: noname.csv, line 2: it has no name
! hint: nothing was taken in; take the rest with: tickler import FILE --skip-bad
(4)
$ tickler import open.csv --skip-bad
! error: 3 rows can't be taken in
!   open.csv, line 2: it has no name
!   open.csv, line 3: it has no name
!   open.csv, line 4: a quotation mark is opened that is never closed
! hint: nothing was taken in; mend the file there, and import it again
(4)
$ tickler import four.csv
! error: this changes 4 dossiers, and nobody has said yes
! hint: see them first with --dry-run, then say --yes
(4)
$ tickler import ivan.csv --dates mdy --on jul --spread 3
! error: "jul" names no day, and a day is needed
! hint: name the day, such as "5 jul" or fri
(2)
$ head -c 70000000 /dev/zero | tickler import -
! error: standard input has more than is taken in at once: 64 MiB, unless it is a file that can be read again
! hint: take it in in parts: each a file of its own
(4)
"#,
    );
}

#[test]
fn a_file_with_a_damaged_paper() {
    let desk = Desk::after(&[
        "tickler add Gama",
        "echo offer > offer.txt; tickler attach gama offer.txt",
        "tickler export json --with-papers -o gama.tar; rm -r binder",
        "LC_ALL=C sed 's/\\x00offer$/\\x00OFFER/' gama.tar > bad.tar",
        "tickler add Beta",
    ]);
    desk.refuses(
        r"$ tickler import bad.tar
! error: bad.tar holds the paper 01ebe741943728cad27b0e3321e15e590067cb598704359fda79170257043247.txt damaged
! hint: write the file again: tickler export json --with-papers -o FILE; or take the dossiers.json in it without its papers
(4)
",
    );
}
